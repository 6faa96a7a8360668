import { html, nothing, type TemplateResult } from 'lit';

export interface FileChoice {
  id: string;
  label: string;
  /** Opens the camera app directly, if the device has one. */
  capture?: 'user' | 'environment';
  /** Styled as the main action. */
  isMain?: boolean;
  choose: (file: Blob) => void;
}

/** A button to choose a picture. The file name is never read. */
export function fileChoice({ id, label, capture, isMain = false, choose }: FileChoice): TemplateResult {
  return html`
    <label class="file ${isMain ? 'solid' : 'outlined'}" part="button">
      <input type="file" id=${id} accept="image/*" capture=${capture ?? nothing} class="unseen"
        @change=${(event: Event) => {
          const input = event.currentTarget as HTMLInputElement;
          const file = input.files?.[0];
          if (file) choose(file);
          // So that choosing the same file again fires, and no file name is kept.
          input.value = '';
        }}>
      <span>${label}</span>
    </label>`;
}
