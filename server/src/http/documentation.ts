import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Express } from 'express';
import { openApiDocument } from './openapi.ts';

const shownFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Entente – API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
</head>
<body>
<main id="api"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

/** Expanded lists would hide the overview; the document's validator badge would call another site. */
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', docExpansion: 'list', defaultModelsExpandDepth: -1, validatorUrl: null });\n`;

/** `/api/openapi.json`, and `/api/docs`, a readable page of it whose every byte is served from here. */
export function mountDocumentation(app: Express, cookie: string): void {
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get('/api/openapi.json', async (_request, response) => {
    document ??= openApiDocument(cookie);
    response.json(await document);
  });
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files = express.static(folder, { index: false, maxAge: '1h' });
  app.get('/api/docs', (_request, response) => void response.type('html').send(page));
  app.get('/api/docs/start.js', (_request, response) => void response.type('text/javascript').send(start));
  app.get(
    shownFiles.map((name) => `/api/docs/${name}`),
    (request, response, next) => {
      request.url = request.url.replace('/api/docs', '');
      files(request, response, next);
    },
  );
}
