import { html, nothing, type TemplateResult } from 'lit';

export interface FileChoice {
  id: string;
  label: string;
  /** Opens the camera's app at once, where the device has one. */
  capture?: 'user' | 'environment';
  /** Looks as the thing to do. */
  isMain?: boolean;
  choose: (file: Blob) => void;
}

/** A button that asks for a picture. The name of the file is not looked at. */
export function fileChoice({ id, label, capture, isMain = false, choose }: FileChoice): TemplateResult {
  return html`
    <label class="file ${isMain ? 'solid' : 'outlined'}" part="button">
      <input type="file" id=${id} accept="image/*" capture=${capture ?? nothing} class="unseen"
        @change=${(event: Event) => {
          const input = event.currentTarget as HTMLInputElement;
          const file = input.files?.[0];
          if (file) choose(file);
          // So that choosing the same again is heard, and no name stays.
          input.value = '';
        }}>
      <span>${label}</span>
    </label>`;
}
