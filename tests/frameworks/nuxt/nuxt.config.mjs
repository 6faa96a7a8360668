export default { compatibilityDate: '2026-11-01', devtools: { enabled: false }, ssr: true };
