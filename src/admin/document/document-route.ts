// GET /admin/v1/openapi.json, declared.
import { z } from 'zod';
import { declareRoute } from '../routes/admin-route.js';

export const SHOW_DOCUMENT = declareRoute({
  ...{ id: 'document.get', method: 'GET', path: '/openapi.json', tag: 'document' },
  summary: 'This document (OpenAPI 3.1)',
  answer: z.looseObject({ openapi: z.literal('3.1.0') }).meta({
    maxProperties: 20,
    description: 'An OpenAPI document of what this gateway serves to administrators.',
  }),
});
