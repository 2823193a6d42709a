// Which core whom: what is measured has one for itself, whatever it works with shares the other.

export const SERVER_CORE = 0;
export const OTHER_CORE = 1;
