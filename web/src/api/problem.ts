/** What the server says when it cannot do as asked (RFC 9457), with what was found and what to do. */
export interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly where?: string;
  readonly advice?: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly where: string;
  readonly advice: string;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `${status}`);
    this.status = status;
    this.title = body.title ?? "";
    this.where = body.where ?? "";
    this.advice = body.advice ?? "";
  }

  /** The server was not reached at all. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

/** A refusal in whatever form it came: a proxy before the server speaks no problem+json. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    return new Problem(response.status, typeof body === "object" && body ? body : {});
  } catch {
    return new Problem(response.status, { title: response.statusText });
  }
}
