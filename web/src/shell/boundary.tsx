import { Component, type ComponentChildren } from "preact";
import { Notice } from "../parts/states.tsx";

interface BoundaryProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A fault in one page stops that page, and not the shell around it. */
export class Boundary extends Component<BoundaryProps, { readonly fault: string | null }> {
  override state = { fault: null as string | null };

  static override getDerivedStateFromError(fault: unknown) {
    return { fault: String(fault) };
  }

  override componentDidCatch(fault: unknown): void {
    console.error(fault);
  }

  override render() {
    return this.state.fault === null ? this.props.children : <Notice title={this.props.title} text={this.state.fault} />;
  }
}
