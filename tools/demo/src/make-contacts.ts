import { writeFileSync } from 'node:fs';
import { contactsFile } from './contacts-file.js';

/** Writes the file that the README, the demo and the tests import; run it after a change of the generator. */
writeFileSync('examples/contacts.csv', contactsFile());
