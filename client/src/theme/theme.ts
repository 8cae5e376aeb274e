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

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink },
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
    // What floats above a page is part of it: at the end of the body it would be outside every landmark.
    Tooltip: { defaultProps: { portalProps: { target: '#content' } } },
    Popover: { defaultProps: { portalProps: { target: '#content' } } },
    // A menu holds its items and nothing else; the focus goes to the menu itself.
    Menu: { defaultProps: { portalProps: { target: '#content' }, withInitialFocusPlaceholder: false } },
  },
});
