/** Encodes the canvas and frees its pixels, which engines otherwise keep until they collect the canvas. */
export async function toFile(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png', quality?: number): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, type, quality);
  });
  canvas.width = canvas.height = 0;
  return blob;
}
