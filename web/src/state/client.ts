import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Client } from "../api/client.ts";

export const ClientContext = createContext(new Client());

export const useClient = (): Client => useContext(ClientContext);
