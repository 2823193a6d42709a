// The documentation page does what a newcomer expects of it: with the first client's secret he authorises, and every
// operation can be tried with the examples the document shows, and answers with data. In Debian's Chromium, against the
// running gateway and the demo ERP at full size.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { operationIds } from '../../src/facade/operation-ids.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
/** A folder to leave pictures of the page in, for people; none are taken without it. */
const PICTURES = process.env['BANYAN_TEST_PICTURES'];

const inBrowser = existsSync(CHROMIUM) ? describe : describe.skip;

inBrowser('the documentation page (skipped where /usr/bin/chromium is missing)', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    stage = await setStage({ erp: { scale: 1 } });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(stage.gateway.publicAddress) && !url.startsWith('data:')) foreign.push(url);
    });
    await page.goto(`${stage.gateway.publicAddress}/docs`);
    await page.waitForSelector('.opblock-summary');
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stage[Symbol.asyncDispose]();
  });

  const picture = async (name: string): Promise<void> => {
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };
  const block = (operation: string): Locator =>
    page.locator(`.opblock[id$="-${operation.replace('.', String.raw`\\.`)}"]`);

  it('names the facade, and shows every operation with a sentence', async () => {
    const { catalogue } = stage.gateway;
    await picture('top');
    expect(await page.title()).toContain(catalogue.title);
    expect(await page.locator('.info .title').innerText()).toContain(catalogue.title);
    const summaries = await page.locator('.opblock-summary-description').allInnerTexts();
    // Commands are listed, read and cancelled by operations that no facade declares.
    expect(summaries).toHaveLength(operationIds(catalogue).length + 3);
    for (const summary of summaries) expect(summary.length).toBeGreaterThan(8);
  });

  it("authorises with the first client's id and secret at the real token endpoint", async () => {
    await page.click('button.authorize');
    const form = page.locator('.auth-container', { has: page.locator('text=clientCredentials') });
    await form.locator('#client_id_clientCredentials').fill('first-client');
    await form.locator('#client_secret_clientCredentials').fill(stage.gateway.secret);
    await form.getByText('select all', { exact: true }).click();
    await picture('authorise');
    await form.locator('button.authorize').click();
    await form.locator('button:has-text("Logout")').waitFor();
    await picture('authorised');
    await page.click('.modal-ux .close-modal');
  });

  it('lets every reading operation be tried with its examples, and every one answers with data', async () => {
    const operations = stage.gateway.catalogue.versions.flatMap((version) => version.operations.map(({ id }) => id));
    expect(operations).toHaveLength(16);
    for (const operation of operations) {
      const its = block(operation);
      await its.locator('.opblock-summary-control').click();
      await its.locator('button.execute').click();
      const answer = its.locator('.live-responses-table');
      await answer.locator('.response-col_status').first().waitFor();
      await picture(operation);
      const status = await answer.locator('.response-col_status').nth(1).innerText();
      const body = await answer.locator('.highlight-code').first().innerText();
      const url = await its.locator('.request-url pre').innerText();
      expect([operation, url, status.trim().split(/\s/)[0], body.slice(0, 200)]).toEqual([
        operation,
        url,
        '200',
        expect.any(String),
      ]);
      expect([operation, body]).toEqual([operation, expect.stringContaining('"id":')]);
      await its.locator('.opblock-summary-control').click();
    }
  }, 300_000);

  it('breaks no rule of its policy, says nothing in the console, and asks no other host', () => {
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
