import authorities from 'virtual:vigie/authorities';
import sites from 'virtual:vigie/sites';
import { startOptions } from '../../src/pages/start-options.ts';

void startOptions(document, authorities, sites);
