import type { Attachment } from 'kualik';

/** Object URLs of the pictures as they will be sent. */
export class Previews {
  readonly #shown = new Map<Attachment, string>();

  address(picture: Attachment): string {
    let address = this.#shown.get(picture);
    if (address === undefined) {
      address = URL.createObjectURL(new Blob([picture.bytes as Uint8Array<ArrayBuffer>], { type: picture.mediaType }));
      this.#shown.set(picture, address);
    }
    return address;
  }

  clear(): void {
    for (const address of this.#shown.values()) URL.revokeObjectURL(address);
    this.#shown.clear();
  }
}
