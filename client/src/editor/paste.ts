import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { cleanPaste } from './clean-paste.ts';

/** Cleans what is pasted or dropped from elsewhere; `picturesLeftOut` is told when there were pictures among it. */
export function paste(picturesLeftOut: (count: number) => void) {
  return Extension.create({
    name: 'cleanPaste',

    transformPastedHTML(html) {
      const clean = cleanPaste(html);
      if (clean.pictures > 0) picturesLeftOut(clean.pictures);
      return clean.html;
    },

    addProseMirrorPlugins() {
      const onlyPictures = (data: DataTransfer | null): boolean => {
        const files = [...(data?.files ?? [])];
        if (files.length === 0 || data?.types.includes('text/html')) return false;
        picturesLeftOut(files.length);
        return true;
      };
      return [
        new Plugin({
          key: new PluginKey('pastedPictures'),
          props: {
            handlePaste: (_view, event) => onlyPictures(event.clipboardData),
            handleDrop: (_view, event) => onlyPictures(event.dataTransfer),
          },
        }),
      ];
    },
  });
}
