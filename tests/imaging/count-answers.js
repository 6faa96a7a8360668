// Counts in `answered` what workers of kualik/imaging answered. A script of the page's, or part of one.

self.answered = 0;
const OwnWorker = self.Worker;
self.Worker = class extends OwnWorker {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => {
      if ('id' in data) self.answered += 1;
    });
  }
};
