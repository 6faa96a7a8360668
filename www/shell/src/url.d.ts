declare module '*?url' {
  /** Relative to the page, or absolute. */
  const address: string;
  export default address;
}

declare module '*?inline' {
  /** A style sheet. */
  const text: string;
  export default text;
}
