import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../http/access.js';
import { isProblemKind, notFound, problemKinds } from '../http/problem.js';
import { Gives, PathParameter } from '../openapi/routes.js';

/** What a type of problem means. */
export interface ProblemTypeView {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  /** What a caller can do. */
  readonly help: string;
}

/** Where the types of problems lead (RFC 9457 §3.1.1). */
@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Get(':kind')
  @Public()
  @PathParameter('kind', 'The last part of the type')
  @Gives('ProblemType')
  get(@Param('kind') kind: string): ProblemTypeView {
    if (!isProblemKind(kind)) throw notFound('type of problem');
    return { type: `/problems/${kind}`, ...problemKinds[kind] };
  }
}
