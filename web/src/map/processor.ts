/** Names under which browsers tell that the main processor draws in place of a graphics processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Pixels of the base map for each pixel of the page. Where the main processor draws, half of them along each side: it
 * is four times less work, and the base map has no more than outlines. Incidents are drawn sharp all the same. The
 * canvas that the map has already is asked: a context of its own took a tenth of a second to be made.
 */
export function basePixels(canvas: HTMLCanvasElement): number {
  const pen = canvas.getContext("webgl2");
  const known = pen?.getExtension("WEBGL_debug_renderer_info");
  const name = pen && known ? String(pen.getParameter(known.UNMASKED_RENDERER_WEBGL)) : "";
  return SOFTWARE.test(name) ? devicePixelRatio / 2 : devicePixelRatio;
}
