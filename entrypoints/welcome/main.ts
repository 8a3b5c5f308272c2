import authorities from 'virtual:vigie/authorities';
import sites from 'virtual:vigie/sites';
import { startWelcome } from '../../src/pages/start-welcome.ts';

void startWelcome(document, authorities, sites);
