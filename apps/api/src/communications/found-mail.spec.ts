import { readFoundMail } from './found-mail.js';

const mail = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'));

test('an answer names its question, folded over lines or not', () => {
  const found = readFoundMail(
    mail(
      'From: "Ann" <ann@example.com>',
      'Message-ID: <own@mail.example>',
      'in-reply-to:',
      ' <first@shop.example>',
      'References: <older@shop.example>',
      '\t<first@shop.example>',
      '',
      'See reference: none@body.example',
    ),
  );
  expect(found).toEqual({
    messageIds: ['own@mail.example', 'first@shop.example', 'older@shop.example'],
    addresses: ['ann@example.com'],
  });
});

test('a bounce names the message that it returns, and who it was for', () => {
  const found = readFoundMail(
    mail(
      'Content-Type: multipart/report; boundary=x',
      '',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; bob@example.com',
      '--x',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <sent@shop.example>',
      '--x--',
    ),
  );
  expect(found).toEqual({ messageIds: ['sent@shop.example'], addresses: ['bob@example.com'] });
});

test('anything else names nothing', () => {
  expect(readFoundMail(Buffer.from([0xff, 0, 0x3c]))).toEqual({ messageIds: [], addresses: [] });
});
