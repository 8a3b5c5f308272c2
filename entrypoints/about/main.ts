import knowledge from 'virtual:vigie/knowledge';
import { startAbout } from '../../src/pages/start-about.ts';

void startAbout(document, knowledge);
