// What keys do wherever nobody types.

import * as targets from './target.js';

const TYPING = /^(INPUT|SELECT|TEXTAREA)$/;

export function press(app, event) {
  if (!app.ready || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') app.asking.stop();
  if (TYPING.test(event.target.tagName)) return;
  const tool = targets.TOOLS.find(t => t.key === event.key.toLowerCase());
  if (tool) app.pick(tool.id);
  else ACTIONS[event.key]?.(app);
}

const ACTIONS = {
  z: app => app.undo(),
  h: app => app.set({mode: app.settings.mode === 'image' ? 'overlay' : 'image'}),
  m: app => app.mask(!app.tint),
};
