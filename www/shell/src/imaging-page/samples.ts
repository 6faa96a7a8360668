import type { Subject } from '../pictures/assess.ts';

/** Sample pictures, drawn by the page itself. */
export const samples = ['face', 'signature'] as const;
export type Sample = (typeof samples)[number];

export const subjectOf: Record<Sample, Subject> = { face: 'photo', signature: 'signature' };

export function drawSample(sample: Sample): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = sample === 'face' ? [700, 900] : [1000, 500];
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  context.fillStyle = sample === 'face' ? '#d7dbdd' : '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  (sample === 'face' ? face : signature)(context);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, sample === 'face' ? 'image/jpeg' : 'image/png', 0.95);
  });
}

function signature(context: CanvasRenderingContext2D): void {
  context.strokeStyle = '#101d45';
  context.lineWidth = 5;
  context.lineCap = context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(140, 330);
  context.bezierCurveTo(210, 90, 300, 60, 270, 220);
  context.bezierCurveTo(240, 400, 190, 420, 220, 300);
  context.bezierCurveTo(260, 190, 360, 200, 350, 290);
  context.bezierCurveTo(345, 350, 420, 330, 440, 260);
  context.bezierCurveTo(450, 220, 480, 330, 520, 290);
  context.bezierCurveTo(570, 240, 560, 340, 620, 290);
  context.bezierCurveTo(700, 220, 760, 250, 860, 210);
  context.stroke();
}

function face(context: CanvasRenderingContext2D): void {
  const oval = (fill: string | CanvasGradient, x: number, y: number, rx: number, ry: number): void => {
    context.fillStyle = fill;
    context.beginPath();
    context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    context.fill();
  };
  oval('#39444f', 350, 960, 310, 240);
  oval('#2b211c', 350, 345, 205, 235);
  oval('#b9876b', 350, 690, 95, 150);
  const skin = context.createRadialGradient(350, 400, 40, 350, 430, 290);
  skin.addColorStop(0, '#dfb294');
  skin.addColorStop(1, '#b98a6c');
  oval(skin, 350, 430, 178, 235);
  for (const side of [-1, 1]) {
    const x = 350 + side * 76;
    oval('#3a2b24', x, 345, 46, 9);
    oval('#c29478', x, 392, 46, 28);
    oval('#f1ece8', x, 394, 34, 17);
    oval('#4a3325', x, 394, 16, 16);
    oval('#140d0a', x, 394, 8, 8);
    oval('#a97a60', 350 + side * 20, 500, 13, 9);
  }
  oval('#c99b7e', 350, 455, 22, 52);
  oval('#a0564c', 350, 565, 62, 17);
  oval('#7c3d38', 350, 563, 56, 4);
}
