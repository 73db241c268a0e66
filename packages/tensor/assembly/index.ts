export {} from './job'
