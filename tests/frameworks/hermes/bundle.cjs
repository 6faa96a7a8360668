// Bundles main.js as an app made with React Native does, but without React Native's own start.
const { getDefaultConfig, mergeConfig } = require('@react-native/metro-config');
const { runBuild } = require('metro');

const config = mergeConfig(getDefaultConfig(__dirname), {
  cacheStores: [],
  maxWorkers: 1,
  reporter: { update() {} },
  serializer: { getModulesRunBeforeMainModule: () => [] },
});

runBuild(config, { entry: 'main.js', out: 'bundle.js', platform: 'android', dev: false, minify: false });
