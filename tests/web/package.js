// Copied beside the module under test; the test runner serves the bundle itself from the repository.
export * from '/target/web/package.js';
