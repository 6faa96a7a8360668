/** The canvas as a file. Its pixels are let go of: engines keep them until they collect the canvas. */
export async function toFile(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png', quality?: number): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, type, quality);
  });
  canvas.width = canvas.height = 0;
  return blob;
}
