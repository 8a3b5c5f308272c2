import authorities from 'virtual:vigie/authorities';
import { startNotes } from '../../src/pages/start-notes.ts';

void startNotes(document, authorities);
