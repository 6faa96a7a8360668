'use client';

// A client component, which runs in the browser.
import { loadImaging } from 'kualik/imaging';
import { useEffect } from 'react';
import { verdict } from '../../verdict.js';

async function check() {
  const imaging = await loadImaging();
  const report = await imaging.assessPhoto(new Uint8Array(await (await fetch('/photo.jpg')).arrayBuffer()));
  imaging.close();
  return { verdict: await verdict(), photo: report.outcome };
}

export default function Client() {
  useEffect(() => {
    check().then(self.told, ({ message }) => self.told({ message }));
  }, []);
}
