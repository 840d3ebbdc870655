// What may wait until people see what they asked for.

const PATIENCE = 200;

/** Waits until the frame that is drawn next is on screen; where the page is hidden none is, and nobody waits for one. */
export const painted = () => new Promise(done => {
  const timer = setTimeout(done, PATIENCE);
  requestAnimationFrame(() => setTimeout(() => {
    clearTimeout(timer);
    done();
  }));
});
