import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { Settlement } from "../api/types.ts";
import type { Words } from "../words/words.ts";
import { baseMap, recolour, type Box, type Zones } from "./base_map.ts";
import { NONE, type Incidents } from "./columns.ts";
import { badgesOf, drawChosen, drawCircles, drawGroups, type Pen } from "./draw.ts";
import { gathered, type Group } from "./gathered.ts";
import { NO_SHAPES } from "./ground.ts";
import { inView, type InView } from "./in_view.ts";
import { lookNow, onLook, onPrint, type Look } from "./look.ts";
import { layNames, namesOf, townsOf, writeNames, type Name, type Taken } from "./names.ts";
import { edges, latOf, lonOf, mercatorX, mercatorY, type Frame } from "./mercator.ts";
import { painted, pick } from "./pick.ts";

/** More circles than this in view are gathered into numbers: nobody could tell them apart. */
const MOST_CIRCLES = 600;
const FINGER_PX = 12;
const FIRST_MAP = "truceline:first-map";

export interface ChartEvents {
  readonly onPick: (at: number | null) => void;
  readonly onView: (frame: Frame) => void;
  readonly onDrawn: (drawn: Drawn) => void;
}

/** Whether numbers are shown instead of circles, and how many circles are too wide to be drawn. */
export interface Drawn {
  readonly gathered: boolean;
  readonly vague: number;
}

/** The map with the incidents drawn over it, in step with it. */
export class Chart {
  readonly #map: MapLibre;
  readonly #canvas = document.createElement("canvas");
  readonly #events: ChartEvents;
  readonly #words: Words;
  readonly #stop: () => void;
  #look: Look = lookNow();
  #incidents: Incidents = NONE;
  #places: Uint32Array = new Uint32Array();
  #groups: { readonly zoom: number; readonly all: readonly Group[] } | null = null;
  #chosen: number | null = null;
  #drawn: Drawn = { gathered: false, vague: 0 };
  #ground: GeoJSON.FeatureCollection = NO_SHAPES;
  readonly #names: readonly Name[];
  #towns: readonly Name[] = [];
  #printing = false;

  constructor(container: HTMLElement, words: Words, zones: Zones, box: Box, events: ChartEvents) {
    this.#events = events;
    this.#words = words;
    this.#names = namesOf(zones);
    this.#map = baseMap(container, this.#look, words, zones, box);
    this.#canvas.className = "map-drawing";
    this.#map.getCanvasContainer().append(this.#canvas);
    this.#map.on("render", () => this.#paint());
    this.#map.on("moveend", () => events.onView(this.frame()));
    this.#map.on("load", () => events.onView(this.frame()));
    this.#map.on("style.load", () => this.cover(this.#ground));
    this.#map.on("click", (event) => this.#clicked(event));
    this.#map.on("mousemove", (event) => this.#pointed(event));
    const stops = [
      onLook(() => {
        this.#look = lookNow();
        recolour(this.#map, this.#look);
      }),
      onPrint((printing) => this.#print(printing)),
    ];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  show(incidents: Incidents, places: Uint32Array): void {
    this.#incidents = incidents;
    this.#places = places;
    this.#groups = null;
    this.#map.triggerRepaint();
  }

  /** Marks one, and brings it into view if it is not. */
  choose(at: number | null): void {
    this.#chosen = at;
    this.#map.triggerRepaint();
    if (at === null || Number.isNaN(this.#incidents.x[at]!)) return;
    const [x, y, reach] = [this.#incidents.x[at]!, this.#incidents.y[at]!, this.#incidents.reach[at]!];
    const [west, north, east, south] = edges(this.frame());
    if (x < west || x > east || y < north || y > south || this.#drawn.gathered) this.#reach(x, y, reach);
  }

  /** Draws watched ground below everything else. */
  cover(shapes: GeoJSON.FeatureCollection): void {
    this.#ground = shapes;
    this.#map.getSource<GeoJSONSource>("ground")?.setData(shapes);
  }

  /** Names settlements, the largest first, below the incidents: where there is room beside what the map is about. */
  name(settlements: readonly Settlement[]): void {
    this.#towns = townsOf(settlements, this.#words.language);
    this.#map.triggerRepaint();
  }

  resize(): void {
    this.#map.resize();
  }

  remove(): void {
    this.#stop();
    this.#map.remove();
  }

  frame(): Frame {
    const { lng, lat } = this.#map.getCenter();
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    const world = 512 * 2 ** this.#map.getZoom();
    return { x: mercatorX(lng * 1e6), y: mercatorY(lat * 1e6), width, height, world };
  }

  /** What a graphics processor drew is gone when a page is printed: for paper the base map is drawn with the incidents. */
  #print(printing: boolean): void {
    this.#printing = printing;
    this.#map.redraw();
  }

  #reach(x: number, y: number, reach: number): void {
    const { width, height } = this.frame();
    const fitting = Math.log2(Math.min(width, height) / (Math.max(reach, 1e-7) * 6) / 512);
    const zoom = Math.min(Math.max(this.#map.getZoom(), Math.min(fitting, 11)), 14);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map.easeTo({ center: [lonOf(x), latOf(y)], zoom, duration: still ? 0 : 300 });
  }

  #clicked(event: MapMouseEvent): void {
    if (this.#drawn.gathered) this.#map.easeTo({ center: event.lngLat, zoom: this.#map.getZoom() + 2 });
    else this.#events.onPick(this.#under(event));
  }

  /** The pointer says what a click would do. */
  #pointed(event: MapMouseEvent): void {
    const clickable = this.#drawn.gathered || this.#under(event) !== null;
    this.#map.getCanvas().style.cursor = clickable ? "pointer" : "";
  }

  /** The incident at a point of the map. */
  #under({ point }: MapMouseEvent): number | null {
    const frame = this.frame();
    const [west, north] = edges(frame);
    return pick(this.#incidents, this.#places, west + point.x / frame.world, north + point.y / frame.world, FINGER_PX / frame.world);
  }

  #paint(): void {
    const frame = this.frame();
    const pen = this.#penFor(frame);
    if (!pen) return;
    if (this.#printing) pen.drawImage(this.#map.getCanvas(), 0, 0, frame.width, frame.height);
    const view = this.#lookAt(frame);
    if (this.#drawn.gathered) {
      const badges = badgesOf(frame, this.#groupsAt(this.#map.getZoom()), (count) => this.#words.number(count));
      this.#write(pen, frame, badges.map(({ px, py, radius }) => [px - radius, py - radius, px + radius, py + radius]), () =>
        drawGroups(pen, badges, this.#incidents.statuses, this.#look),
      );
    } else this.#write(pen, frame, [], () => drawCircles(pen, frame, this.#incidents, painted(this.#incidents, view.touching), this.#look));
    if (this.#incidents.n) markFirst();
    if (this.#chosen !== null) drawChosen(pen, frame, this.#incidents, this.#chosen, this.#look);
  }

  /** Names around what is drawn: settlements below it and beside what is taken, the agreement's zones and lines above it. */
  #write(pen: Pen, frame: Frame, taken: readonly Taken[], draw: () => void): void {
    const labels = layNames(pen, frame, this.#names);
    writeNames(pen, layNames(pen, frame, this.#towns, [...taken, ...labels.map(({ box }) => box)]), this.#look);
    draw();
    writeNames(pen, labels, this.#look);
  }

  /** Gathers where too many are in view; goes back only well below that, so that it does not flicker at the edge. */
  #lookAt(frame: Frame): InView {
    const view = inView(this.#incidents, this.#places, frame, this.#drawn.gathered ? MOST_CIRCLES * 0.8 : MOST_CIRCLES);
    const drawn = { gathered: view.tooMany, vague: view.tooMany ? 0 : view.vague };
    if (drawn.gathered !== this.#drawn.gathered || drawn.vague !== this.#drawn.vague) this.#events.onDrawn(drawn);
    this.#drawn = drawn;
    return view;
  }

  #groupsAt(zoom: number): readonly Group[] {
    const whole = Math.floor(zoom);
    if (this.#groups?.zoom !== whole) {
      this.#groups = { zoom: whole, all: gathered(this.#incidents, this.#places, whole) };
    }
    return this.#groups.all;
  }

  #penFor(frame: Frame): CanvasRenderingContext2D | null {
    const sharp = devicePixelRatio;
    const [width, height] = [Math.round(frame.width * sharp), Math.round(frame.height * sharp)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const pen = this.#canvas.getContext("2d");
    pen?.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen?.clearRect(0, 0, frame.width, frame.height);
    return pen;
  }
}

/** Marks in the browser's own time line when the first incidents were drawn: what is measured is what is seen. */
function markFirst(): void {
  if (!performance.getEntriesByName(FIRST_MAP).length) performance.mark(FIRST_MAP);
}
