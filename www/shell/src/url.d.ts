declare module '*?url' {
  /** Relative to the page, or absolute. */
  const address: string;
  export default address;
}
