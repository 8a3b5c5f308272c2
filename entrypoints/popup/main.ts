import authorities from 'virtual:vigie/authorities';
import { startPopup } from '../../src/pages/start-popup.ts';

void startPopup(document, authorities);
