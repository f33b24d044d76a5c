/** A page without scripts, cookies or anything from elsewhere. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem; color: #1c2733; }
button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .4rem; background: #1f4fd8; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #9db7ff; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

/** Scanners follow links, so that only the button does it. */
export const askPage = (): string =>
  page(
    'Unsubscribe',
    `<p>You will get no further messages from us at your address.</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button type="submit">Unsubscribe</button></form>`,
  );

export const donePage = (): string =>
  page(
    'You are unsubscribed',
    '<p>You will get no further messages from us. A message that was already on its way may still arrive.</p>',
  );

export const unknownPage = (): string =>
  page('This link is not valid', '<p>It may be incomplete: copy the whole link from the message.</p>');
