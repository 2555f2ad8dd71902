import { expect, test } from 'vitest'
import { cloudDomain, isPrivate, readableHost } from '../../../electron/network/hosts.ts'

test.each([
  ['http://10.1.2.3', true],
  ['http://172.16.0.1', true],
  ['http://172.31.255.1', true],
  ['http://172.32.0.1', false],
  ['http://192.168.1.20:8080', true],
  ['http://192.169.1.20', false],
  ['http://[fd00::1]', true],
  ['http://[fc12:3456::1]', true],
  ['http://[fe80::1]', false],
  ['http://[2001:db8::1]', false],
  ['http://portal.local', true],
  ['http://portal.local.example.com', false],
  ['http://portal', false],
  ['http://10.1.2.3.example.com', false],
])('%s is of a private network: %s', (address, expected) => {
  expect(isPrivate(new URL(address))).toBe(expected)
})

test.each([
  ['https://портал.рф', 'портал.рф'],
  ['https://портал.рф:8443', 'портал.рф:8443'],
  ['https://müller.example', 'xn--mller-kva.example'],
  ['https://pаypal.com', 'xn--pypal-4ve.com'],
  ['https://portal.example:8443', 'portal.example:8443'],
  ['https://[fd00::1]:8443', '[fd00::1]:8443'],
])('%s is shown as %s', (address, expected) => {
  expect(readableHost(new URL(address).host)).toBe(expected)
})

test.each([
  ['team.bitrix24.com', 'bitrix24.com'],
  ['team.bitrix24.com.br', 'bitrix24.com.br'],
  ['TEAM.Bitrix24.RU', 'bitrix24.ru'],
  ['bitrix24.com', null],
  ['team.bitrix24.com.evil.example', null],
  ['team.bitrix24.evil', null],
  ['evilbitrix24.com', null],
])('%s is of the cloud domain %s', (host, expected) => {
  expect(cloudDomain(host)).toBe(expected)
})
