/** Room above and below a plot, px, so that a line on the edge keeps its width. */
export const plotInset = 8
