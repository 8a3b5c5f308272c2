import authorities from 'virtual:vigie/authorities';
import sites from 'virtual:vigie/sites';
import { startReport } from '../../src/pages/start-report.ts';

void startReport(document, authorities, sites);
