// The texts of the page at /docs. They must never contain anything from a request.
import type { Catalogue } from '../../facade/catalogue.js';

/** The page; everything it shows is drawn by its script. */
export function renderDocsPage(catalogue: Catalogue): string {
  const title = escapeHtml(catalogue.title);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}: API</title>
    <link rel="icon" type="image/png" href="/docs/assets/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
    <style>body { margin: 0 }</style>
  </head>
  <body>
    <noscript>This page needs JavaScript. The documents themselves: ${documentLinks(catalogue)}</noscript>
    <div id="swagger-ui"></div>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/assets/swagger-ui-standalone-preset.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
}

function documentLinks({ versions }: Catalogue): string {
  return versions.map(({ name }) => `<a href="/${name}/openapi.json">${name}</a>`).join(', ');
}

/** Starts Swagger UI on the documents of all versions, the newest first. No outside validator, nothing remembered. */
export function renderDocsScript({ versions }: Catalogue): string {
  const urls = versions.map(({ name }) => ({ name, url: `/${name}/openapi.json` })).reverse();
  const options = {
    urls,
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
    persistAuthorization: false,
    displayRequestDuration: true,
    tryItOutEnabled: true,
    layout: 'StandaloneLayout',
  };
  return `window.ui = SwaggerUIBundle({
  ...${JSON.stringify(options, undefined, 2)},
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
});
`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
