// Runs in the page itself ahead of everything else, in any engine: the build lowers its syntax, and fails where it cannot.
// What is in capitals is put in by the build.
((page) => {
  // Until the element is there, what stands in the page waits; see page.css.
  page.className = 'starting';
  function fail() {
    page.className = '';
  }
  // A script that is lost, forbidden or not understood. Chromium 79 does not understand the import map, and needs none.
  addEventListener(
    'error',
    (event) => {
      if (event.target === self ? event.filename !== location.href : event.target.localName === 'script') fail();
    },
    true,
  );
  if (!('noModule' in document.createElement('script') && self.customElements)) return fail();
  if (!OLDER) return;
  var script = '<script src="./OLDER_SCRIPT" integrity="OLDER_DIGEST" type="module"></script>';
  // Chromium asks for a policy's word from 83 on.
  var policy = self.trustedTypes?.createPolicy('older', { createHTML: String });
  // Modules run in their order: this one before the page's own.
  document.write(policy ? policy.createHTML(script) : script);
})(document.documentElement);
