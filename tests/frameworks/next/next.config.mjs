const root = import.meta.dirname;

export default { output: 'standalone', outputFileTracingRoot: root, turbopack: { root } };
