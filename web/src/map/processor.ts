/** Names under which browsers tell that the main processor draws in place of a graphics processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Pixels of the base map for each pixel of the page. Where the main processor draws, half of them along each side: it
 * is four times less work, and the base map has no more than outlines. Incidents are drawn sharp all the same.
 */
export function basePixels(): number {
  const pen = document.createElement("canvas").getContext("webgl2");
  const known = pen?.getExtension("WEBGL_debug_renderer_info");
  const name = pen && known ? String(pen.getParameter(known.UNMASKED_RENDERER_WEBGL)) : "";
  pen?.getExtension("WEBGL_lose_context")?.loseContext();
  return SOFTWARE.test(name) ? devicePixelRatio / 2 : devicePixelRatio;
}
