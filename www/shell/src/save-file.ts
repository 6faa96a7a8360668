/** Offers a file for download, without a request. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not before the download has started.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
