import { useEffect, useRef } from "preact/hooks";
import type { Box, Zones } from "../map/base_map.ts";
import type { Chart as ChartClass, ChartEvents } from "../map/chart.ts";
import type { Settlement } from "../api/types.ts";
import type { Incidents } from "../map/columns.ts";
import { useWords } from "../words/words.ts";

// the map's code is fetched while the mission is asked for; if it cannot be had, the map says so when it is made
import("../map/chart.ts").catch(() => undefined);

interface MapViewProps extends ChartEvents {
  readonly incidents: Incidents;
  readonly places: Uint32Array;
  readonly chosen: number | null;
  readonly ground: GeoJSON.FeatureCollection;
  readonly settlements: readonly Settlement[];
  readonly zones: Zones;
  readonly box: Box;
}

/** The map as a part of a page. It is made once for a mission; what it shows is told to it. */
export function MapView({ incidents, places, chosen, ground, settlements, zones, box, ...events }: MapViewProps) {
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ChartClass | null>(null);
  const newest = useRef({ incidents, places, chosen, ground, settlements, events });
  newest.current = { incidents, places, chosen, ground, settlements, events };
  useEffect(() => {
    let made: ChartClass | null = null;
    let wanted = true;
    const sized = new ResizeObserver(() => chart.current?.resize());
    void import("../map/chart.ts").then(({ Chart }) => {
      if (!wanted || !place.current) return;
      made = new Chart(place.current, words, zones, box, {
        onPick: (at) => newest.current.events.onPick(at),
        onView: (frame) => newest.current.events.onView(frame),
        onDrawn: (drawn) => newest.current.events.onDrawn(drawn),
      });
      chart.current = made;
      made.show(newest.current.incidents, newest.current.places);
      made.choose(newest.current.chosen);
      made.cover(newest.current.ground);
      made.name(newest.current.settlements);
      sized.observe(place.current);
    });
    return () => {
      wanted = false;
      sized.disconnect();
      made?.remove();
      chart.current = null;
    };
  }, [words, zones, box]);
  useEffect(() => chart.current?.show(incidents, places), [incidents, places]);
  useEffect(() => chart.current?.choose(chosen), [chosen]);
  useEffect(() => chart.current?.cover(ground), [ground]);
  useEffect(() => chart.current?.name(settlements), [settlements]);
  return <div class="map" ref={place} />;
}
