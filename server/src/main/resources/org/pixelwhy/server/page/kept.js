// What the server keeps: models that were opened before it started, and explanations.

import * as api from './api.js';

/** A listed model with all that is known of it; the server opens it where it is not open yet. */
export async function whole(app, listed) {
  if (!listed || listed.layers) return listed;
  const model = await api.json(`/api/models/${listed.id}`);
  app.models = app.models.map(m => (m.id === model.id ? model : m));
  return model;
}
