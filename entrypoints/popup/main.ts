import authorities from 'virtual:vigie/authorities';
import sites from 'virtual:vigie/sites';
import { startPopup } from '../../src/pages/start-popup.ts';

void startPopup(document, authorities, sites);
