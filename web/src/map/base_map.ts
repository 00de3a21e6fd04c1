import outlines from "basemap:outlines";
import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import type { Words } from "../words/words.ts";
import { NO_SHAPES } from "./ground.ts";
import type { Look } from "./look.ts";
import { basePixels } from "./processor.ts";

export type Box = readonly [west: number, south: number, east: number, north: number];

/** GeoJSON of the agreement's zones and lines. */
export type Zones = GeoJSON.FeatureCollection;

/** A map of land, borders and the agreement's zones. All of it comes from this server. */
export function baseMap(container: HTMLElement, look: Look, words: Words, zones: Zones, box: Box): MapLibre {
  setWorkerUrl("/pages/map_worker.js");
  const map = new MapLibre({
    container,
    style: styleOf(look, zones),
    bounds: [...box],
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 16,
    fadeDuration: 0,
    locale: {
      "Map.Title": words.say("situation.map"),
      "NavigationControl.ZoomIn": words.say("situation.zoom_in"),
      "NavigationControl.ZoomOut": words.say("situation.zoom_out"),
      "ScaleControl.Meters": words.say("shell.metres"),
      "ScaleControl.Kilometers": words.say("shell.kilometres"),
    },
  });
  map.setPixelRatio(basePixels(map.getCanvas()));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");
  return map;
}

function styleOf(look: Look, zones: Zones): StyleSpecification {
  return {
    version: 8,
    transition: { duration: 0 }, // other colours at once: paper does not wait
    sources: {
      outlines: { type: "geojson", data: outlines },
      ground: { type: "geojson", data: NO_SHAPES },
      zones: { type: "geojson", data: zones },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": look.water } },
      {
        id: "land", type: "fill", source: "outlines", filter: ["==", ["get", "kind"], "land"],
        paint: { "fill-color": look.land, "fill-outline-color": look.edge },
      },
      {
        id: "border", type: "line", source: "outlines", filter: ["==", ["get", "kind"], "border"],
        paint: { "line-color": look.edge, "line-width": 1 },
      },
      {
        id: "ground", type: "fill", source: "ground",
        // greys, the darker the more of the time: told apart without colours
        paint: { "fill-color": look.ink, "fill-opacity": ["match", ["get", "quarter"], 0, 0.1, 1, 0.2, 2, 0.32, 0.46], "fill-antialias": false },
      },
      {
        id: "zone", type: "fill", source: "zones", filter: ["==", ["get", "kind"], "zone"],
        paint: { "fill-color": look.zone, "fill-opacity": 0.08 },
      },
      {
        id: "zone-edge", type: "line", source: "zones", filter: ["==", ["get", "kind"], "zone"],
        paint: { "line-color": look.zone, "line-width": 1.6, "line-dasharray": [4, 2] },
      },
      {
        id: "line", type: "line", source: "zones", filter: ["==", ["get", "kind"], "line"],
        paint: { "line-color": look.line, "line-width": 2 },
      },
    ],
  };
}

/** The base map in other colours; what is shown stays where it is. */
export function recolour(map: MapLibre, look: Look): void {
  map.setPaintProperty("water", "background-color", look.water);
  map.setPaintProperty("land", "fill-color", look.land);
  map.setPaintProperty("land", "fill-outline-color", look.edge);
  map.setPaintProperty("border", "line-color", look.edge);
  map.setPaintProperty("ground", "fill-color", look.ink);
  map.setPaintProperty("zone", "fill-color", look.zone);
  map.setPaintProperty("zone-edge", "line-color", look.zone);
  map.setPaintProperty("line", "line-color", look.line);
}
