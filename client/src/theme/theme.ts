import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ink that is almost black with a blue cast; the only accent. */
const ink: MantineColorsTuple = [
  '#eef3fa',
  '#d9e3f1',
  '#b1c5e1',
  '#86a5d1',
  '#638ac3',
  '#4c78ba',
  '#2f5f9e',
  '#244f88',
  '#1d3f6d',
  '#152c4d',
];

/** Mantine's red, darker where white words stand on it: its own has a contrast of 3.3 there, and 4.5 is needed. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#e03131',
  '#c92a2a',
  '#b02525',
  '#9b1c1c',
  '#7d1515',
];

/** What Mantine paints fields, badges and lines with in the dark: of the same blue cast as the paper there. */
const dark: MantineColorsTuple = [
  '#d5d9e2',
  '#b8bfcc',
  '#959eae',
  '#6b7484',
  '#3f4755',
  '#323946',
  '#252b36',
  '#1a1e26',
  '#14171e',
  '#0e1116',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, red, dark },
  autoContrast: true,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Source Serif 4 Variable', Georgia, serif", fontWeight: '600' },
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // A dialog's heading line is no banner of the page: without a role of its own, its <header> would be a second one.
  components: {
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    // A circle that turns is named where it stands; a name needs a role.
    Loader: { defaultProps: { role: 'progressbar' } },
    // What floats above a page is part of it: at the end of the body it would be outside every landmark.
    Tooltip: { defaultProps: { portalProps: { target: '#content' } } },
    Popover: { defaultProps: { portalProps: { target: '#content' } } },
    // A menu holds its items and nothing else; the focus goes to the menu itself.
    Menu: { defaultProps: { portalProps: { target: '#content' }, withInitialFocusPlaceholder: false } },
  },
});
