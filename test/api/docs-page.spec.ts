// The page at /docs works in a browser, under a strict content security policy, without any other host.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, Post, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

@Controller('oauth')
class TokenStandIn {
  @Post('token')
  @RouteConfig({ banyan: { operation: 'token', access: 'public' } })
  issue(@Res() reply: FastifyReply): void {
    reply.send({ access_token: 'good-token', token_type: 'Bearer', expires_in: 600 });
  }
}

@Module({ controllers: [TokenStandIn] })
class TokenStandInModule {}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ modules: [{ module: TokenStandInModule }] });
});
afterAll(async () => gateway[Symbol.asyncDispose]());

describe('the docs page', () => {
  it('and its files are served to anybody, and nothing else of their folder is', async () => {
    const page = await gateway.fetch('/docs', { bearer: null });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    for (const [, path] of (await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const response = await gateway.fetch(path ?? '', { bearer: null });
      expect([path, response.status]).toEqual([path, 200]);
    }
    for (const path of [
      'package.json',
      'index.html',
      '',
      '../package.json',
      '%2e%2e/package.json',
      'swagger-ui.js.map',
    ]) {
      const response = await gateway.fetch(`/docs/assets/${path}`, { bearer: null });
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        404,
        'application/problem+json',
      ]);
    }
  });

  it('never repeats anything of the request', async () => {
    const page = await gateway.fetch('/docs?<script>alert(1)</script>', { bearer: null });
    expect(await page.text()).not.toContain('alert');
  });
});

const inBrowser = existsSync(CHROMIUM) ? describe : describe.skip;

inBrowser('the docs page in Chromium (skipped where /usr/bin/chromium is missing)', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const foreign: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(gateway.url) && !url.startsWith('data:')) foreign.push(url);
    });
    await page.goto(`${gateway.url}/docs`);
    await page.waitForSelector('.opblock-summary');
  }, 60_000);
  afterAll(async () => browser.close());

  it('shows every operation of the newest version and lets one choose the version', async () => {
    await page.selectOption('.topbar select', { label: 'v1' });
    await page.waitForSelector('[data-path="/v1/orders"]');
    expect(await page.locator('.opblock-summary-path').allInnerTexts()).toHaveLength(4);
  });

  it('gets a token with client credentials and tries every operation', async () => {
    await page.click('button.authorize');
    const form = page.locator('.auth-container', { has: page.locator('text=clientCredentials') });
    await form.locator('input[name=clientId], #client_id_clientCredentials').first().fill('shop');
    await form.locator('#client_secret_clientCredentials, input[name=clientSecret]').first().fill('secret');
    await form.getByText('select all', { exact: true }).click();
    await form.locator('button.authorize').click();
    await form.locator('button:has-text("Logout")').waitFor();
    await page.click('.modal-ux .close-modal');
    for (const block of await page.locator('.opblock').all()) {
      await block.locator('.opblock-summary-control').click();
      const key = block.locator('tr[data-param-name=id] input');
      if ((await key.count()) > 0) await key.fill('SO-1');
      await block.locator('button.execute').click();
      await block.locator('.live-responses-table .response-col_status').first().waitFor();
    }
    expect(gateway.requests.map(({ operation, key }) => [operation, key])).toEqual([
      ['orders.list', undefined],
      ['orders.get', 'SO-1'],
      ['stock-levels.list', undefined],
    ]);
  }, 60_000);

  it('breaks no rule of its policy and asks no other host', () => {
    // The client of this test holds no scope for the last operation, which the browser reports.
    expect(complaints.filter((text) => !text.includes('403'))).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
