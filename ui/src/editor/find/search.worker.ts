// The thread that searches with expressions. See `bounded`.

import type { Asked } from './bounded';
import { findExpression } from './query';

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const expression = new RegExp(data.source, data.flags);
  postMessage(data.texts.map((text) => findExpression(text, expression, data.wholeWord)));
});
