import { sessionCookie } from './session-cookie.js';

test('with https nobody but this host can set it', () => {
  const cookie = sessionCookie('https://sortie.shop.example');
  expect(cookie.set('t')).toBe('__Host-sortie-session=t; HttpOnly; SameSite=Strict; Path=/; Secure');
  expect(cookie.clear()).toBe('__Host-sortie-session=; HttpOnly; SameSite=Strict; Path=/; Secure; Max-Age=0');
  // One that plain http could have set is no session.
  expect(cookie.read('sortie-session=t; sortie-session-443=t')).toBeNull();
  expect(cookie.read('a=b; __Host-sortie-session=t')).toBe('t');
});

test('with plain http each port has its own, sent to the API alone', () => {
  const cookie = sessionCookie('http://127.0.0.1:3000');
  expect(cookie.set('t')).toBe('sortie-session-3000=t; HttpOnly; SameSite=Strict; Path=/v1');
  expect(cookie.read('sortie-session-3001=other; sortie-session-3000=t')).toBe('t');
  expect(sessionCookie('http://localhost').name).toBe('sortie-session-80');
});

test('two of one name are none: one of them was planted', () => {
  const { read } = sessionCookie('http://127.0.0.1:3000');
  expect(read('sortie-session-3000=planted; sortie-session-3000=t')).toBeNull();
  expect(read('sortie-session-3000')).toBeNull();
  expect(read('')).toBeNull();
  expect(read(undefined)).toBeNull();
});
