import { describe, expect, test } from '@jest/globals';
import { decrypt, encrypt, keyedHash, newKey, unwrap, wrap } from './crypto.ts';

describe('encrypt', () => {
  const key = newKey();

  test('opens under the same key and context only', () => {
    const sealed = encrypt(key, 'hello 👋', 'message|a|1');
    expect(decrypt(key, sealed, 'message|a|1').toString()).toBe('hello 👋');
    expect(() => decrypt(key, sealed, 'message|a|2')).toThrow('cannot be read');
    expect(() => decrypt(newKey(), sealed, 'message|a|1')).toThrow('cannot be read');
  });

  test('any changed byte is noticed, and the error does not say what was inside', () => {
    const sealed = encrypt(key, 'secret', 'message|a|1');
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(sealed.readUInt8(at) ^ 1, at);
      expect(() => decrypt(key, altered, 'message|a|1')).toThrow(
        /^internal: Encrypted data \(message\) cannot be read/,
      );
    }
    expect(() => decrypt(key, Buffer.alloc(0), 'message|a|1')).toThrow('cannot be read');
  });

  test('the same text is sealed differently each time', () => {
    expect(encrypt(key, 'x', 'c').equals(encrypt(key, 'x', 'c'))).toBe(false);
  });
});

describe('wrap', () => {
  test('a key opens under the master key it names, current or previous, for its owner only', () => {
    const [old, recent] = [
      { id: 'old', key: newKey() },
      { id: 'recent', key: newKey() },
    ];
    const key = newKey();
    const { wrapped, masterKeyId } = wrap({ current: old, previous: [] }, key, 'w|ann');
    expect(unwrap({ current: recent, previous: [old] }, wrapped, masterKeyId, 'w|ann')).toEqual(key);
    expect(() => unwrap({ current: old, previous: [] }, wrapped, masterKeyId, 'w|bob')).toThrow('cannot be read');
    expect(() => unwrap({ current: recent, previous: [] }, wrapped, masterKeyId, 'w|ann')).toThrow(
      'master key old, which is not configured',
    );
  });
});

test('a keyed hash tells equal values, and nothing without the key', () => {
  const key = newKey();
  expect(keyedHash(key, 'a')).toEqual(keyedHash(key, 'a'));
  expect(keyedHash(key, 'a')).not.toEqual(keyedHash(key, 'b'));
  expect(keyedHash(key, 'a')).not.toEqual(keyedHash(newKey(), 'a'));
});
