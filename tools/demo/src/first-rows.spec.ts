import { contactsFile } from './contacts-file.js';
import { firstRows } from './first-rows.js';

it('cuts between records, not between lines', () => {
  const text = 'a,b\r\n1,"x\ny"\r\n2,"say ""hi"""\r\n3,z\r\n';
  expect(firstRows(text, 1)).toBe('a,b\r\n1,"x\ny"\r\n');
  expect(firstRows(text, 2)).toBe('a,b\r\n1,"x\ny"\r\n2,"say ""hi"""\r\n');
  expect(firstRows(text, 99)).toBe(text);
});

it('keeps every row whole in a file full of quotes', () => {
  const text = contactsFile();
  expect(firstRows(text, 5_000)).toBe(text);
  expect(firstRows(text, 500).split('\r\n')).toHaveLength(502);
});
