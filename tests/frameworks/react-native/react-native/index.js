// Stands for React Native: as much of it as react-native-webview asks for. Its native part is the test.

/** What native code hears (`tell` is the test's), and the modules that it may call. */
export const native = { tell() {}, modules: {} };

export const View = 'View';
export const Text = 'Text';
export const ActivityIndicator = 'ActivityIndicator';
export const Platform = { OS: process.env.PLATFORM };
export const Image = { resolveAssetSource: (source) => source };
export const StyleSheet = { create: (styles) => styles };
export const Linking = { canOpenURL: () => Promise.resolve(true), openURL: async (url) => native.tell('openURL', url) };
export const TurboModuleRegistry = {
  getEnforcing: () => ({ shouldStartLoadWithLockIdentifier: (start, lock) => native.tell(start ? 'start' : 'refuse', lock) }),
};
export const registerCallableModule = (name, module) => {
  native.modules[name] = module;
};
export const codegenNativeComponent = (name) => name;
export const codegenNativeCommands = ({ supportedCommands }) =>
  Object.fromEntries(supportedCommands.map((command) => [command, (_view, ...args) => native.tell(command, ...args)]));
export const BatchedBridge = { registerCallableModule };
export class EventEmitter {
  listeners = new Set();
  addListener(type, hear) {
    const listener = { type, hear };
    this.listeners.add(listener);
    return { remove: () => this.listeners.delete(listener) };
  }
  emit(type, event) {
    for (const listener of this.listeners) if (listener.type === type) listener.hear(event);
  }
}
