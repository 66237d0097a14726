/** "In the showroom": a page that looks like plain notes. It needs the auditor's screens for what it shares with them. */
import '../visit';
import './words';
import './discreet.css';

export { NotesScreen } from './notes-screen';
